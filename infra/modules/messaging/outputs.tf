output "topic_arns" {
  description = "By name of the publisher."
  value       = { for name, topic in aws_sns_topic.this : name => topic.arn }
}

output "topic_names" {
  description = "As CloudWatch knows them, by name of the publisher."
  value       = { for name, topic in aws_sns_topic.this : name => topic.name }
}

output "queues" {
  description = "By name of the consumer: its queue and its dead-letter queue."
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
  description = "By name of the consumer: what its role may do with its own queue, dead-letter queue and topic, as JSON."
  value       = { for name, document in data.aws_iam_policy_document.participant : name => document.json }
}
