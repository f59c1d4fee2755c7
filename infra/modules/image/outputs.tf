output "reference" {
  description = "The image to run, null if none is needed. Whoever uses it waits until it has been pushed."
  value       = !var.needed ? null : var.reference == null ? "${aws_ecr_repository.this.repository_url}:${local.tag}" : var.reference

  depends_on = [terraform_data.push]
}

output "repository_url" {
  description = "Where images of the service are pushed to."
  value       = aws_ecr_repository.this.repository_url
}
