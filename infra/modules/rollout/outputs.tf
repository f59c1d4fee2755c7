output "deployment_group" {
  description = "The name of both the CodeDeploy application and its deployment group. What depends on it waits for the rollout."
  value       = aws_codedeploy_deployment_group.this.deployment_group_name

  depends_on = [terraform_data.rollout]
}
