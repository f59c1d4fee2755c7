data "aws_region" "current" {}

locals {
  tag = substr(var.source_hash, 0, 16)
}

# The repository exists even for prebuilt images and for a service that runs as a function, so that switching deletes no images.
resource "aws_ecr_repository" "this" {
  name                 = var.name
  image_tag_mutability = "IMMUTABLE"
  force_delete         = !var.protect

  image_scanning_configuration {
    scan_on_push = true
  }

  encryption_configuration {
    encryption_type = "KMS"
    kms_key         = var.kms_key_arn
  }
}

resource "aws_ecr_lifecycle_policy" "this" {
  repository = aws_ecr_repository.this.name

  policy = jsonencode({
    rules = [
      {
        rulePriority = 1
        description  = "Untagged images expire after a week."
        selection    = { tagStatus = "untagged", countType = "sinceImagePushed", countUnit = "days", countNumber = 7 }
        action       = { type = "expire" }
      },
      {
        rulePriority = 2
        description  = "Of the others, the last thirty are kept for rollbacks."
        selection    = { tagStatus = "any", countType = "imageCountMoreThan", countNumber = 30 }
        action       = { type = "expire" }
      },
    ]
  })
}

# The tag depends on the content: the same bundles are never pushed twice, and other bundles never get the same tag.
resource "terraform_data" "push" {
  count = var.needed && var.reference == null ? 1 : 0

  triggers_replace = [aws_ecr_repository.this.repository_url, local.tag]

  provisioner "local-exec" {
    command     = "npm exec -- node infra/deploy/push-image.ts"
    working_dir = "${path.module}/../../.."

    environment = merge({
      SERVICE        = var.service
      REPOSITORY_URL = aws_ecr_repository.this.repository_url
      IMAGE_TAG      = local.tag
      PLATFORM       = var.platform
      CONTAINER_TOOL = var.container_tool
      AWS_REGION     = data.aws_region.current.name
      }, var.base_images == null ? {} : {
      NODE_IMAGE    = var.base_images.node
      RUNTIME_IMAGE = var.base_images.runtime
    })
  }

  lifecycle {
    precondition {
      condition     = var.source_is_there
      error_message = "There is no bundle of ${var.service} in dist: run npm run build first, or set an image for it in the variable images."
    }
  }
}
