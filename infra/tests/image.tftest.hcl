provider "aws" {
  region                      = "eu-central-1"
  access_key                  = "test"
  secret_key                  = "test"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

variables {
  name            = "cloudservices-test-orders"
  service         = "orders"
  source_hash     = "0123456789abcdef0123456789abcdef"
  source_is_there = true
  protect         = true
  kms_key_arn     = "arn:aws:kms:eu-central-1:123456789012:key/data"
}

run "a_tag_never_moves_to_another_image" {
  command = plan

  module {
    source = "./modules/image"
  }

  assert {
    condition     = aws_ecr_repository.this.image_tag_mutability == "IMMUTABLE" && aws_ecr_repository.this.image_scanning_configuration[0].scan_on_push
    error_message = "Tags must be immutable, and images must be scanned when they are pushed."
  }

  assert {
    condition     = aws_ecr_repository.this.encryption_configuration[0].kms_key == var.kms_key_arn && !aws_ecr_repository.this.force_delete
    error_message = "The repository must be encrypted with our key, and a protected one must not be deleted with its images."
  }

  assert {
    condition     = local.tag == "0123456789abcdef" && length(terraform_data.push) == 1
    error_message = "The tag must be the start of the source's hash."
  }
}

run "old_images_expire" {
  command = plan

  module {
    source = "./modules/image"
  }

  assert {
    condition     = [for rule in jsondecode(aws_ecr_lifecycle_policy.this.policy).rules : rule.selection.countNumber] == [7, 30]
    error_message = "Untagged images must expire after seven days, and thirty of the others must be kept."
  }
}

run "a_prebuilt_image_is_not_built" {
  command = plan

  module {
    source = "./modules/image"
  }

  variables {
    source_is_there = false
    reference       = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/cloudservices-test-orders:0badc0de"
  }

  assert {
    condition     = output.reference == var.reference && length(terraform_data.push) == 0
    error_message = "The given image must run, and nothing must be pushed."
  }
}

run "a_service_that_runs_as_a_function_keeps_its_images" {
  command = plan

  module {
    source = "./modules/image"
  }

  variables {
    needed          = false
    source_is_there = false
  }

  assert {
    condition     = output.reference == null && length(terraform_data.push) == 0 && aws_ecr_repository.this.name == var.name
    error_message = "No image must be built, and the repository must stay."
  }
}

run "without_a_build_the_plan_fails" {
  command = plan

  module {
    source = "./modules/image"
  }

  variables {
    source_is_there = false
  }

  expect_failures = [terraform_data.push]
}

run "an_unprotected_repository_is_deleted_with_its_images" {
  command = plan

  module {
    source = "./modules/image"
  }

  variables {
    protect = false
  }

  assert {
    condition     = aws_ecr_repository.this.force_delete
    error_message = "terraform destroy must leave nothing behind."
  }
}

run "unknown_tools_platforms_and_hashes_are_refused" {
  command = plan

  module {
    source = "./modules/image"
  }

  variables {
    container_tool = "buildah"
    platform       = "windows/amd64"
    source_hash    = "latest"
  }

  expect_failures = [var.container_tool, var.platform, var.source_hash]
}
