"""Staff: who may do what, invitations, and the desk."""
