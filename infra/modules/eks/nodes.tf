# ARM processors, as everywhere in this project.
resource "aws_eks_node_group" "this" {
  cluster_name           = aws_eks_cluster.this.name
  version                = aws_eks_cluster.this.version
  node_group_name_prefix = "${var.name}-"
  node_role_arn          = aws_iam_role.nodes.arn
  subnet_ids             = var.subnet_ids
  ami_type               = "AL2023_ARM_64_STANDARD"
  capacity_type          = "ON_DEMAND"

  scaling_config {
    min_size     = var.nodes.min
    max_size     = var.nodes.max
    desired_size = var.nodes.min
  }

  # Updates one node at a time, and none before its pods run elsewhere.
  update_config {
    max_unavailable = 1
  }

  node_repair_config {
    enabled = true
  }

  launch_template {
    id      = aws_launch_template.nodes.id
    version = aws_launch_template.nodes.latest_version
  }

  # A node that cannot give addresses to pods never becomes ready.
  depends_on = [aws_eks_addon.first, aws_iam_role_policy_attachment.nodes]

  lifecycle {
    # Other subnets need another group, whose nodes must be there before those of the old one go.
    create_before_destroy = true

    # The Cluster Autoscaler, or whatever else adds nodes, decides this.
    ignore_changes = [scaling_config[0].desired_size]
  }
}

data "aws_default_tags" "current" {}

# It names no security group, so nodes and pods get the cluster's own. The instance type is here, and not in the node group, so that another
# one replaces node by node instead of the group.
resource "aws_launch_template" "nodes" {
  name                   = "${var.name}-nodes"
  update_default_version = true
  instance_type          = var.nodes.type

  # Pods are one hop further away, so they cannot get the node's own role.
  metadata_options {
    http_endpoint               = "enabled"
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
  }

  block_device_mappings {
    device_name = "/dev/xvda"

    ebs {
      volume_type           = "gp3"
      volume_size           = var.nodes.disk_gib
      encrypted             = true
      delete_on_termination = true
    }
  }

  dynamic "tag_specifications" {
    for_each = toset(["instance", "volume"])

    content {
      resource_type = tag_specifications.value
      tags          = merge(data.aws_default_tags.current.tags, { Name = "${var.name}-nodes" })
    }
  }
}
