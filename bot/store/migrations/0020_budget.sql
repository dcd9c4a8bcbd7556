-- What planners are working out, so that it is there when they come back.

CREATE TABLE budget_plans (
    chat_id INTEGER PRIMARY KEY,
    plan TEXT NOT NULL            -- Plan: up to three scenarios; nobody's data
);
