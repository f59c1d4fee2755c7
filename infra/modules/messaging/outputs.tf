output "topic_arns" {
  description = "The ARN of each publisher's topic."
  value       = { for name, topic in aws_sns_topic.this : name => topic.arn }
}

output "topic_names" {
  description = "The name of each publisher's topic, as CloudWatch knows it."
  value       = { for name, topic in aws_sns_topic.this : name => topic.name }
}

output "queues" {
  description = "Each consumer's queue and dead-letter queue."
  value = { for name, queue in aws_sqs_queue.this : name => {
    arn              = queue.arn
    url              = queue.url
    name             = queue.name
    dead_letter_arn  = aws_sqs_queue.dead_letter[name].arn
    dead_letter_url  = aws_sqs_queue.dead_letter[name].url
    dead_letter_name = aws_sqs_queue.dead_letter[name].name
  } }
}

output "policies" {
  description = "What each consumer's role may do with its own queue, dead-letter queue and topic, as a JSON policy."
  value       = { for name, document in data.aws_iam_policy_document.participant : name => document.json }
}
