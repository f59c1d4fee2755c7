# Where things are that deployments from before knew by other names: what holds data or keys must not be made anew.

moved {
  from = aws_kms_key.tokens
  to   = aws_kms_key.tokens["first"]
}

moved {
  from = aws_kms_alias.tokens
  to   = aws_kms_alias.tokens["first"]
}

moved {
  from = aws_s3_bucket_policy.media
  to   = aws_s3_bucket_policy.served["media"]
}

moved {
  from = module.media.aws_s3_bucket.this
  to   = module.media_bucket.aws_s3_bucket.this
}

moved {
  from = module.media.aws_s3_bucket_lifecycle_configuration.this
  to   = module.media_bucket.aws_s3_bucket_lifecycle_configuration.this
}

moved {
  from = module.media.aws_s3_bucket_ownership_controls.this
  to   = module.media_bucket.aws_s3_bucket_ownership_controls.this
}

moved {
  from = module.media.aws_s3_bucket_public_access_block.this
  to   = module.media_bucket.aws_s3_bucket_public_access_block.this
}

moved {
  from = module.media.aws_s3_bucket_server_side_encryption_configuration.this
  to   = module.media_bucket.aws_s3_bucket_server_side_encryption_configuration.this
}

moved {
  from = module.media.aws_s3_bucket_versioning.this
  to   = module.media_bucket.aws_s3_bucket_versioning.this
}
