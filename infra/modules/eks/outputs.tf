output "name" {
  description = "The cluster's name."
  value       = aws_eks_cluster.this.name
}

output "security_group_id" {
  description = "The security group that EKS creates for the control plane, nodes and pods. It lets them connect to each other and to anywhere."
  value       = aws_eks_cluster.this.vpc_config[0].cluster_security_group_id
}
