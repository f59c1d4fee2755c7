provider "aws" {
  region                      = "eu-central-1"
  access_key                  = "test"
  secret_key                  = "test"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

variables {
  name        = "shop-test-media"
  protect     = true
  kms_key_arn = "arn:aws:kms:eu-central-1:123456789012:key/11111111-2222-3333-4444-555555555555"
}

run "a_bucket_is_private" {
  command = plan

  module {
    source = "./modules/bucket"
  }

  assert {
    condition = alltrue([
      aws_s3_bucket_public_access_block.this.block_public_acls,
      aws_s3_bucket_public_access_block.this.block_public_policy,
      aws_s3_bucket_public_access_block.this.ignore_public_acls,
      aws_s3_bucket_public_access_block.this.restrict_public_buckets,
    ])
    error_message = "Nothing may make the bucket public."
  }

  assert {
    condition     = one(aws_s3_bucket_ownership_controls.this.rule).object_ownership == "BucketOwnerEnforced"
    error_message = "Only policies must decide, not the ACLs of objects."
  }

  assert {
    condition     = one(one(aws_s3_bucket_server_side_encryption_configuration.this.rule).apply_server_side_encryption_by_default).kms_master_key_id == var.kms_key_arn && one(aws_s3_bucket_server_side_encryption_configuration.this.rule).bucket_key_enabled
    error_message = "Objects must be encrypted with our key, through a bucket key."
  }

  assert {
    condition = [for statement in jsondecode(output.tls_only_policy).Statement : [statement.Effect, statement.Condition.Bool["aws:SecureTransport"], toset(statement.Resource)]] == [
      ["Deny", "false", toset(["arn:aws:s3:::shop-test-media", "arn:aws:s3:::shop-test-media/*"])]
    ]
    error_message = "Plain HTTP must be refused for the bucket and its objects."
  }
}

run "overwritten_objects_can_be_restored_for_a_while" {
  command = plan

  module {
    source = "./modules/bucket"
  }

  assert {
    condition     = one(aws_s3_bucket_versioning.this.versioning_configuration).status == "Enabled"
    error_message = "Versions must be kept."
  }

  assert {
    condition     = one(one(aws_s3_bucket_lifecycle_configuration.this.rule).noncurrent_version_expiration).noncurrent_days == 30 && one(one(aws_s3_bucket_lifecycle_configuration.this.rule).abort_incomplete_multipart_upload).days_after_initiation == 7
    error_message = "Old versions must expire after 30 days, and abandoned uploads after 7."
  }

  assert {
    condition     = !aws_s3_bucket.this.force_destroy
    error_message = "A protected bucket must be deleted only when it is empty."
  }
}

run "objects_expire_by_prefix" {
  command = plan

  module {
    source = "./modules/bucket"
  }

  variables {
    expire_days = { "uploads/" = 1 }
  }

  assert {
    condition = [for rule in aws_s3_bucket_lifecycle_configuration.this.rule :
      [rule.filter[0].prefix, rule.expiration[0].days, rule.noncurrent_version_expiration[0].noncurrent_days] if rule.id != "forget-old-versions"
    ] == [["uploads/", 1, 1]]
    error_message = "Uploads must expire after a day, and be restorable for no longer than that."
  }
}

run "pages_of_named_origins_may_call_a_bucket" {
  command = plan

  module {
    source = "./modules/bucket"
  }

  variables {
    cors = merge(jsondecode(file("media.json")).cors, { allowOrigins = ["https://shop.example.com"] })
  }

  assert {
    condition     = [for rule in aws_s3_bucket_cors_configuration.this[0].cors_rule : [rule.allowed_origins, rule.allowed_methods]] == [[toset(["https://shop.example.com"]), toset(["POST"])]]
    error_message = "Pages must be able to send forms, and nothing else."
  }
}

run "without_origins_no_page_may" {
  command = plan

  module {
    source = "./modules/bucket"
  }

  assert {
    condition     = length(aws_s3_bucket_cors_configuration.this) == 0
    error_message = "No origin must be allowed by default."
  }
}

run "a_bucket_without_a_key_uses_that_of_s3" {
  command = plan

  module {
    source = "./modules/bucket"
  }

  variables {
    kms_key_arn = null
    protect     = false
  }

  assert {
    condition     = one(one(aws_s3_bucket_server_side_encryption_configuration.this.rule).apply_server_side_encryption_by_default).sse_algorithm == "AES256" && aws_s3_bucket.this.force_destroy
    error_message = "S3 must encrypt the bucket, and an unprotected bucket must be deleted with its objects."
  }
}

run "a_name_that_s3_would_refuse_is_refused" {
  command = plan

  module {
    source = "./modules/bucket"
  }

  variables {
    name            = "Shop_Media"
    noncurrent_days = 0
    expire_days     = { "uploads/" = 0 }
  }

  expect_failures = [var.name, var.noncurrent_days, var.expire_days]
}
