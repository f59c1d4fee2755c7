output "id" {
  description = "The bucket's name."
  value       = aws_s3_bucket.this.id
}

output "arn" {
  description = "The bucket's ARN."
  value       = aws_s3_bucket.this.arn
}

output "regional_domain_name" {
  description = "Where CloudFront finds the bucket."
  value       = aws_s3_bucket.this.bucket_regional_domain_name
}

output "tls_only_policy" {
  description = "The statement that refuses plain HTTP, as JSON, for source_policy_documents of the one policy that the bucket can have."
  value       = data.aws_iam_policy_document.tls_only.json
}
