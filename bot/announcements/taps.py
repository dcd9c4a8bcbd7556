"""What the buttons about announcements say. `number` is that of the announcement."""

from __future__ import annotations

from bot.dialogue.data import Data


class New(Data, action="an_new"):
    """Begin a new announcement."""


class History(Data, action="an_history"):
    """List the newest."""


class Desk(Data, action="an_desk"):
    """Show all of a draft; `whole`: with every district."""

    number: int
    whole: int = 0


class Write(Data, action="an_write"):
    """Ask for the message, in a language."""

    number: int
    language: str = ""


class DropDraft(Data, action="an_drop"):
    """Throw a draft away."""

    number: int


class Open(Data, action="an_open"):
    """Show what was confirmed; `where` says whether in place of the message that bears the button."""

    number: int
    where: str = ""


class ChooseKind(Data, action="an_kind"):
    """Offer the kinds by which people mute, or take one."""

    number: int
    kind: str = ""


class ChooseButtons(Data, action="an_buttons"):
    """Offer buttons to put under the message, or change them: a way of the bot's own, LINK or NONE."""

    number: int
    choice: str = ""


class ChooseTime(Data, action="an_when"):
    """Offer when it goes out, or take one of the times."""

    number: int
    choice: str = ""


class ChooseAudience(Data, action="an_audience"):
    """Show the criteria."""

    number: int


class Pick(Data, action="an_pick"):
    """Show the values of a criterion, tick or untick one, or turn the page."""

    number: int
    criterion: str = ""
    value: str = ""
    page: int = 0
    without: int = 0  # what is tapped is left out


class Everyone(Data, action="an_everyone"):
    """Take all criteria away."""

    number: int


class Keep(Data, action="an_keep"):
    """Ask for a name under which the audience is saved."""

    number: int


class Kept(Data, action="an_kept"):
    """List saved audiences, or take one."""

    number: int
    audience: int = 0


class Forget(Data, action="an_forget"):
    """Throw a saved audience away."""

    number: int
    audience: int


class Repeat(Data, action="an_repeat"):
    """Ask why whoever got the same message of late is to get it, too; take one of the reasons, WHY or NO."""

    number: int
    why: str = ""


class AllowNumber(Data, action="an_allow"):
    """Keep a number as long as a NIK in the message, and ask for the number of recipients."""

    number: int


class KeepTemplate(Data, action="an_keep_template"):
    """Ask for a name under which the message of a draft is kept."""

    number: int


class ListTemplates(Data, action="an_templates"):
    """List what was kept."""


class ShowTemplate(Data, action="an_template"):
    """Show a template."""

    number: int


class UseTemplate(Data, action="an_use"):
    """Begin an announcement with the words of a template."""

    number: int


class RenameTemplate(Data, action="an_rename"):
    """Ask for another name of a template."""

    number: int


class DropTemplate(Data, action="an_drop_template"):
    """Throw a template away; `sure` once there is a yes."""

    number: int
    sure: str = ""


class Way(Data, action="an_way"):
    """Go a way of the bot's own from below an announcement."""

    number: int
    way: str


class Test(Data, action="an_test"):
    """Send a draft to its writer."""

    number: int


class Send(Data, action="an_send"):
    """Ask for the number of recipients, which confirms."""

    number: int


class Second(Data, action="an_second"):
    """Take the second confirmation of what was shown."""

    number: int
    seal: str


class Refuse(Data, action="an_refuse"):
    """Refuse the second confirmation of what was shown."""

    number: int
    seal: str


class Pause(Data, action="an_pause"):
    """Hold it up."""

    number: int


class GoOn(Data, action="an_go_on"):
    """Let it go on."""

    number: int


class Stop(Data, action="an_stop"):
    """End it for good; `sure` once there is a yes."""

    number: int
    sure: str = ""


class OtherTime(Data, action="an_other_time"):
    """End one that missed its time, and begin it anew with another time."""

    number: int


class Loud(Data, action="an_loud"):
    """Let it go out in quiet hours too."""

    number: int


class Report(Data, action="an_report"):
    """Make the report."""

    number: int


class Again(Data, action="an_again"):
    """Ask for a yes to sending again to those in a state."""

    number: int
    state: str


class AgainYes(Data, action="an_again_yes"):
    """Send again to those in a state."""

    number: int
    state: str


class Recall(Data, action="an_recall"):
    """Begin to take it back everywhere."""

    number: int


class Correct(Data, action="an_correct"):
    """Begin to put other words in its place everywhere."""

    number: int


class Reuse(Data, action="an_reuse"):
    """Begin a new one with the same words and audience."""

    number: int


class Withdraw(Data, action="an_withdraw"):
    """Take back the wish for a second confirmation."""

    number: int


LINK, NONE = "link", "none"  # choices of buttons: ask for a link; none at all
NOW, MORNING, ASK, LOUD = "now", "morning", "ask", "loud"  # choices of time
YES, NO, WHY = "yes", "no", "why"
