locals {
  database_name = "cloudservices"
  family        = "aurora-postgresql${split(".", var.engine_version)[0]}"
}

resource "aws_rds_cluster" "this" {
  cluster_identifier   = var.name
  engine               = "aurora-postgresql"
  engine_mode          = "provisioned"
  engine_version       = var.engine_version
  database_name        = local.database_name
  db_subnet_group_name = aws_db_subnet_group.this.name

  vpc_security_group_ids          = [var.security_group_id]
  db_cluster_parameter_group_name = aws_rds_cluster_parameter_group.this.name

  serverlessv2_scaling_configuration {
    min_capacity             = var.acu_min
    max_capacity             = var.acu_max
    seconds_until_auto_pause = var.acu_min == 0 ? var.pause_after_seconds : null
  }

  # Services sign in with IAM tokens. RDS creates, stores and rotates the master password; only migrations use it.
  iam_database_authentication_enabled = true
  master_username                     = "administrator"
  manage_master_user_password         = true
  master_user_secret_kms_key_id       = var.kms_key_arn

  storage_encrypted = true
  kms_key_id        = var.kms_key_arn

  backup_retention_period      = var.backup_days
  preferred_backup_window      = "02:00-03:00"
  preferred_maintenance_window = "sun:03:30-sun:04:30"
  copy_tags_to_snapshot        = true
  deletion_protection          = var.protect
  skip_final_snapshot          = !var.protect
  final_snapshot_identifier    = var.protect ? "${var.name}-final-${terraform_data.birth.output}" : null

  # In production, changes that restart the database wait for the maintenance window.
  apply_immediately = !var.protect

  enabled_cloudwatch_logs_exports = ["postgresql"]

  # RDS would create the log group itself, without retention.
  depends_on = [aws_cloudwatch_log_group.postgresql]
}

# When this cluster was created. The final snapshot outlives the cluster, so the next cluster's needs a different name.
resource "terraform_data" "birth" {
  input            = formatdate("YYYYMMDDhhmmss", plantimestamp())
  triggers_replace = [var.name, var.kms_key_arn, aws_db_subnet_group.this.name]

  lifecycle {
    ignore_changes = [input]
  }
}

resource "aws_rds_cluster_instance" "this" {
  count = var.instances

  identifier              = "${var.name}-${count.index + 1}"
  cluster_identifier      = aws_rds_cluster.this.id
  engine                  = aws_rds_cluster.this.engine
  instance_class          = "db.serverless"
  db_subnet_group_name    = aws_db_subnet_group.this.name
  db_parameter_group_name = aws_db_parameter_group.this.name
  ca_cert_identifier      = "rds-ca-rsa2048-g1"
  publicly_accessible     = false
  copy_tags_to_snapshot   = true
  apply_immediately       = !var.protect

  # Readers in tiers 0 and 1 are always as large as the writer, ready to take over. One such reader is enough.
  promotion_tier = min(count.index, 2)

  # The cluster decides the version.
  auto_minor_version_upgrade = false

  performance_insights_enabled          = true
  performance_insights_kms_key_id       = var.kms_key_arn
  performance_insights_retention_period = 7

  monitoring_interval = local.monitoring_interval_seconds
  monitoring_role_arn = one(aws_iam_role.monitoring[*].arn)
}

resource "aws_db_subnet_group" "this" {
  name       = var.name
  subnet_ids = var.subnet_ids
}
