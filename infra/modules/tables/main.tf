# Only a table that declares a time to live has one: if a reservation or tombstone expired, an old message could take effect again.
resource "aws_dynamodb_table" "this" {
  for_each = { for table in var.tables : table.name => table }

  name                        = "${var.name}-${each.key}"
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = each.value.partitionKey
  range_key                   = each.value.sortKey
  deletion_protection_enabled = var.protect

  dynamic "attribute" {
    for_each = toset([for key in flatten([for index in concat([each.value], each.value.indexes) : [index.partitionKey, index.sortKey]]) : key if key != null])

    content {
      name = attribute.value
      type = "S"
    }
  }

  dynamic "global_secondary_index" {
    for_each = each.value.indexes

    content {
      name            = global_secondary_index.value.name
      hash_key        = global_secondary_index.value.partitionKey
      range_key       = global_secondary_index.value.sortKey
      projection_type = "ALL"
    }
  }

  dynamic "ttl" {
    for_each = each.value.timeToLive[*]

    content {
      enabled        = true
      attribute_name = ttl.value
    }
  }

  point_in_time_recovery {
    enabled = true
  }

  server_side_encryption {
    enabled     = true
    kms_key_arn = var.kms_key_arn
  }
}

data "aws_region" "current" {}
data "aws_partition" "current" {}

# DynamoDB uses a table's key with the permissions of the role that uses the table.
data "aws_iam_policy_document" "key" {
  statement {
    sid       = "UseKeyOfTables"
    actions   = ["kms:Decrypt", "kms:DescribeKey"]
    resources = [var.kms_key_arn]

    condition {
      test     = "StringEquals"
      variable = "kms:ViaService"
      values   = ["dynamodb.${data.aws_region.current.name}.${data.aws_partition.current.dns_suffix}"]
    }
  }
}
