output "deployment_group" {
  description = "The application and its deployment group, which have the same name. Whoever uses it waits for the rollout."
  value       = aws_codedeploy_deployment_group.this.deployment_group_name

  depends_on = [terraform_data.rollout]
}
