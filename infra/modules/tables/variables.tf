variable "name" {
  description = "What the names of all tables begin with."
  type        = string
}

variable "tables" {
  description = "The tables, as `npm run generate` writes them from the services' schemas; all keys are strings. timeToLive is the attribute that says when an item is done with, in seconds since 1970."
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
    error_message = "Each of tables has a name of its own."
  }
}

variable "protect" {
  description = "Whether the tables refuse to be deleted."
  type        = bool
}

variable "kms_key_arn" {
  description = "The key that the tables are encrypted with."
  type        = string
}
