data "aws_partition" "current" {}
data "aws_region" "current" {}
data "aws_caller_identity" "current" {}

# Each service may connect only as the database role of its own name.
data "aws_iam_policy_document" "connect" {
  for_each = var.roles

  statement {
    sid       = "ConnectAsOwnRole"
    actions   = ["rds-db:connect"]
    resources = ["arn:${data.aws_partition.current.partition}:rds-db:${data.aws_region.current.name}:${data.aws_caller_identity.current.account_id}:dbuser:${aws_rds_cluster.this.cluster_resource_id}/${each.key}"]
  }
}
