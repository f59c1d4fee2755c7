output "domain_name" {
  description = "CloudFront's own name for the distribution, which an alias record points to."
  value       = aws_cloudfront_distribution.this.domain_name
}

output "url" {
  description = "Where it answers: https and a host, without a slash at the end."
  value       = "https://${var.domain == null ? aws_cloudfront_distribution.this.domain_name : var.domain.name}"
}

output "distribution_id" {
  description = "The distribution, as invalidations and metrics name it."
  value       = aws_cloudfront_distribution.this.id
}

output "distribution_arn" {
  description = "The distribution, as bucket policies name it."
  value       = aws_cloudfront_distribution.this.arn
}

output "hosted_zone_id" {
  description = "CloudFront's hosted zone, for an alias record."
  value       = aws_cloudfront_distribution.this.hosted_zone_id
}
