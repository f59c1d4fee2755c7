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

run "the_tables_are_those_of_the_schemas" {
  command = plan

  module {
    source = "./modules/tables"
  }

  assert {
    condition     = length(var.tables) > 0 && toset([for table in aws_dynamodb_table.this : table.name]) == toset([for table in var.tables : "shop-test-${table.name}"])
    error_message = "There must be exactly one table per schema."
  }

  assert {
    condition = alltrue([for table in var.tables :
      aws_dynamodb_table.this[table.name].hash_key == table.partitionKey && aws_dynamodb_table.this[table.name].range_key == table.sortKey
    ])
    error_message = "Each table must have its keys."
  }

  assert {
    condition = alltrue([for table in var.tables :
      toset([for index in aws_dynamodb_table.this[table.name].global_secondary_index : "${index.name} ${index.hash_key} ${index.range_key} ${index.projection_type}"])
      == toset([for index in table.indexes : "${index.name} ${index.partitionKey} ${index.sortKey} ALL"])
    ])
    error_message = "Each table must have its indexes, with all attributes."
  }
}

run "tables_are_protected" {
  command = plan

  module {
    source = "./modules/tables"
  }

  assert {
    condition = alltrue([for table in aws_dynamodb_table.this :
      table.billing_mode == "PAY_PER_REQUEST" && table.deletion_protection_enabled && one(table.point_in_time_recovery).enabled && one(table.server_side_encryption).kms_key_arn == var.kms_key_arn
    ])
    error_message = "Tables must be on demand, protected, restorable and encrypted."
  }

  assert {
    condition     = one(aws_dynamodb_table.this["revocations"].ttl).enabled && [for table in var.tables : table.name if try(table.timeToLive, null) != null] == ["revocations"]
    error_message = "No data of orders may expire: an old message must find what became of its order."
  }

  assert {
    condition     = jsondecode(output.key_policy).Statement[0].Resource == var.kms_key_arn && jsondecode(output.key_policy).Statement[0].Condition.StringEquals["kms:ViaService"] == "dynamodb.eu-central-1.amazonaws.com"
    error_message = "The key must be used only through DynamoDB."
  }
}

run "unprotected_tables_can_be_deleted" {
  command = plan

  module {
    source = "./modules/tables"
  }

  variables {
    protect = false
  }

  assert {
    condition     = !anytrue(values(aws_dynamodb_table.this)[*].deletion_protection_enabled)
    error_message = "The tables must not be protected from deletion."
  }
}

run "two_tables_with_the_same_name_are_refused" {
  command = plan

  module {
    source = "./modules/tables"
  }

  variables {
    tables = [{ name = "stock", partitionKey = "productId" }, { name = "stock", partitionKey = "orderId" }]
  }

  expect_failures = [var.tables]
}
