output "reference" {
  description = "The image to run; null if none is needed. Terraform pushes the image before anything that uses this."
  value       = !var.needed ? null : var.reference == null ? "${aws_ecr_repository.this.repository_url}:${local.tag}" : var.reference

  depends_on = [terraform_data.push]
}

output "repository_url" {
  description = "The repository for the service's images."
  value       = aws_ecr_repository.this.repository_url
}
