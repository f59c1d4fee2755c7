provider "aws" {
  region                      = "eu-central-1"
  access_key                  = "test"
  secret_key                  = "test"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

variables {
  name        = "shop-test"
  protect     = true
  kms_key_arn = "arn:aws:kms:eu-central-1:123456789012:key/11111111-2222-3333-4444-555555555555"
  tables      = jsondecode(file("tables.json"))
}

run "the_tables_are_what_the_services_ask_for" {
  command = plan

  module {
    source = "./modules/tables"
  }

  assert {
    condition     = length(var.tables) > 0 && toset([for table in aws_dynamodb_table.this : table.name]) == toset([for table in var.tables : "shop-test-${table.name}"])
    error_message = "A table per schema, and no other."
  }

  assert {
    condition = alltrue([for table in var.tables :
      aws_dynamodb_table.this[table.name].hash_key == table.partitionKey && aws_dynamodb_table.this[table.name].range_key == table.sortKey
    ])
    error_message = "Each has its keys."
  }

  assert {
    condition = alltrue([for table in var.tables :
      toset([for index in aws_dynamodb_table.this[table.name].global_secondary_index : "${index.name} ${index.hash_key} ${index.range_key} ${index.projection_type}"])
      == toset([for index in table.indexes : "${index.name} ${index.partitionKey} ${index.sortKey} ALL"])
    ])
    error_message = "Each has its indexes, with all attributes."
  }
}

run "tables_are_kept_safe" {
  command = plan

  module {
    source = "./modules/tables"
  }

  assert {
    condition = alltrue([for table in aws_dynamodb_table.this :
      table.billing_mode == "PAY_PER_REQUEST" && table.deletion_protection_enabled && one(table.point_in_time_recovery).enabled && one(table.server_side_encryption).kms_key_arn == var.kms_key_arn
    ])
    error_message = "On demand, protected, restorable, encrypted."
  }

  assert {
    condition     = one(aws_dynamodb_table.this["revocations"].ttl).enabled && [for table in var.tables : table.name if try(table.timeToLive, null) != null] == ["revocations"]
    error_message = "Nothing of an order vanishes by itself: an old message must find what became of it."
  }

  assert {
    condition     = jsondecode(output.key_policy).Statement[0].Resource == var.kms_key_arn && jsondecode(output.key_policy).Statement[0].Condition.StringEquals["kms:ViaService"] == "dynamodb.eu-central-1.amazonaws.com"
    error_message = "The key is used through DynamoDB alone."
  }
}

run "tables_that_are_not_protected_can_go" {
  command = plan

  module {
    source = "./modules/tables"
  }

  variables {
    protect = false
  }

  assert {
    condition     = !anytrue(values(aws_dynamodb_table.this)[*].deletion_protection_enabled)
    error_message = "Nothing keeps them."
  }
}

run "two_tables_of_one_name_are_refused" {
  command = plan

  module {
    source = "./modules/tables"
  }

  variables {
    tables = [{ name = "stock", partitionKey = "productId" }, { name = "stock", partitionKey = "orderId" }]
  }

  expect_failures = [var.tables]
}
