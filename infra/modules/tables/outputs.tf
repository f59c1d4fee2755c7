output "tables" {
  description = "The name and ARN of each table, by its name in the code."
  value       = { for name, table in aws_dynamodb_table.this : name => { name = table.name, arn = table.arn } }
}

output "key_policy" {
  description = "What each role that uses a table needs as well, as a JSON policy: the use of the tables' key, only through DynamoDB."
  value       = data.aws_iam_policy_document.key.json
}
