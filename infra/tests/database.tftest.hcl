provider "aws" {
  region                      = "eu-central-1"
  access_key                  = "test"
  secret_key                  = "test"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

override_data {
  target = data.aws_caller_identity.current
  values = { account_id = "123456789012" }
}

variables {
  name                = "shop-test"
  subnet_ids          = ["subnet-1", "subnet-2"]
  security_group_id   = "sg-1"
  acu_min             = 1
  acu_max             = 8
  pause_after_seconds = 600
  instances           = 2
  backup_days         = 14
  engine_version      = "16.8"
  protect             = true
  kms_key_arn         = "arn:aws:kms:eu-central-1:123456789012:key/11111111-2222-3333-4444-555555555555"
  log_retention_days  = 30
  roles               = ["auth", "orders"]
}

run "a_database_in_production_is_kept_safe" {
  command = plan

  module {
    source = "./modules/database"
  }

  assert {
    condition     = aws_rds_cluster.this.deletion_protection && !aws_rds_cluster.this.skip_final_snapshot && aws_rds_cluster.this.backup_retention_period == 14 && aws_rds_cluster.this.copy_tags_to_snapshot
    error_message = "The cluster must be protected from deletion, leave a final snapshot, and be restorable."
  }

  assert {
    condition     = aws_rds_cluster.this.storage_encrypted && aws_rds_cluster.this.kms_key_id == var.kms_key_arn && aws_rds_cluster.this.master_user_secret_kms_key_id == var.kms_key_arn
    error_message = "The storage and the master password must be encrypted with our key."
  }

  assert {
    condition     = !aws_rds_cluster.this.apply_immediately && !anytrue(aws_rds_cluster_instance.this[*].apply_immediately)
    error_message = "Changes that restart the cluster must wait for the maintenance window."
  }

  assert {
    condition     = alltrue([for instance in aws_rds_cluster_instance.this : !instance.publicly_accessible && instance.performance_insights_enabled && instance.monitoring_interval == 60 && instance.ca_cert_identifier == "rds-ca-rsa2048-g1"])
    error_message = "Each instance must be private and monitored, with a certificate of the CA that the services trust."
  }

  assert {
    condition     = [for instance in aws_rds_cluster_instance.this : instance.promotion_tier] == [0, 1]
    error_message = "The first reader must be as large as the writer."
  }

  assert {
    condition     = aws_cloudwatch_log_group.postgresql.name == "/aws/rds/cluster/shop-test/postgresql" && aws_cloudwatch_log_group.postgresql.retention_in_days == 30 && aws_cloudwatch_log_group.postgresql.kms_key_id == var.kms_key_arn && aws_rds_cluster.this.enabled_cloudwatch_logs_exports == toset(["postgresql"])
    error_message = "The log must be encrypted, with a retention."
  }
}

run "services_connect_over_tls_as_their_own_role" {
  command = plan

  module {
    source = "./modules/database"
  }

  override_resource {
    target          = aws_rds_cluster.this
    override_during = plan
    values = {
      cluster_resource_id = "cluster-ABCDEFGH"
      endpoint            = "shop-test.cluster-xyz.eu-central-1.rds.amazonaws.com"
      port                = 5432
      master_user_secret  = [{ secret_arn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:master" }]
    }
  }

  assert {
    condition     = contains([for parameter in aws_rds_cluster_parameter_group.this.parameter : "${parameter.name}=${parameter.value}"], "rds.force_ssl=1") && aws_rds_cluster_parameter_group.this.family == "aurora-postgresql16"
    error_message = "TLS must be required."
  }

  assert {
    condition     = aws_rds_cluster.this.iam_database_authentication_enabled && aws_rds_cluster.this.manage_master_user_password
    error_message = "Services must sign in with IAM tokens, and RDS must manage the master password."
  }

  assert {
    condition     = toset(keys(output.connect_policies)) == var.roles && toset(keys(output.urls)) == var.roles
    error_message = "Each role, and nothing else, must have a policy and a URL."
  }

  assert {
    condition     = output.urls["orders"] == "postgres://orders@shop-test.cluster-xyz.eu-central-1.rds.amazonaws.com:5432/cloudservices?sslmode=verify-full" && output.admin_url == "postgres://shop-test.cluster-xyz.eu-central-1.rds.amazonaws.com:5432/cloudservices?sslmode=verify-full"
    error_message = "The URLs must have no password, and must verify the server's certificate."
  }
}

run "a_development_database_pauses_and_can_be_deleted" {
  command = plan

  module {
    source = "./modules/database"
  }

  variables {
    acu_min   = 0
    instances = 1
    protect   = false
  }

  assert {
    condition     = one(aws_rds_cluster.this.serverlessv2_scaling_configuration).seconds_until_auto_pause == 600
    error_message = "The cluster must pause while there are no connections."
  }

  assert {
    condition     = !aws_rds_cluster.this.deletion_protection && aws_rds_cluster.this.skip_final_snapshot && aws_rds_cluster.this.final_snapshot_identifier == null && aws_rds_cluster.this.apply_immediately
    error_message = "The cluster must be deleted at once, without a snapshot."
  }

  assert {
    condition     = length(aws_iam_role.monitoring) == 0 && one(aws_rds_cluster_instance.this).monitoring_interval == 0
    error_message = "The cluster must not leave a log group of the account behind."
  }
}

run "what_aurora_would_refuse_is_refused" {
  command = plan

  module {
    source = "./modules/database"
  }

  variables {
    acu_min             = 0.2
    pause_after_seconds = 10
    instances           = 0
    engine_version      = "16"
    subnet_ids          = ["subnet-1"]
    roles               = ["Orders; drop"]
  }

  expect_failures = [var.acu_min, var.pause_after_seconds, var.instances, var.engine_version, var.subnet_ids, var.roles]
}

run "a_new_major_version_is_refused" {
  command = plan

  module {
    source = "./modules/database"
  }

  variables {
    engine_version = "17.5"
  }

  expect_failures = [var.engine_version]
}
