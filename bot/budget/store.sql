-- name: get^
SELECT plan FROM budget_plans WHERE chat_id = :chat_id;

-- name: put!
INSERT INTO budget_plans (chat_id, plan) VALUES (:chat_id, :plan)
ON CONFLICT (chat_id) DO UPDATE SET plan = excluded.plan;
