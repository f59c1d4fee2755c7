variable "name" {
  description = "The first part of every table's name."
  type        = string
}

variable "tables" {
  description = "The tables, as `npm run generate` writes them from the services' schemas; all keys are strings. timeToLive is the attribute with an item's expiry, in seconds since 1970."
  type = list(object({
    name         = string
    partitionKey = string
    sortKey      = optional(string)
    timeToLive   = optional(string)
    indexes = optional(list(object({
      name         = string
      partitionKey = string
      sortKey      = optional(string)
    })), [])
  }))

  validation {
    condition     = length(distinct(var.tables[*].name)) == length(var.tables)
    error_message = "tables must have different names."
  }
}

variable "protect" {
  description = "Whether the tables are protected from deletion."
  type        = bool
}

variable "kms_key_arn" {
  description = "The KMS key that encrypts the tables."
  type        = string
}
