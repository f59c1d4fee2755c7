# All deployed services and functions, for the alarms, the dashboard, the log queries, the pods and the outputs. Each is defined in its
# own file.
locals {
  # Every service that answers routes. Each has a gateway integration, a size and an image.
  service_names = sort(distinct(local.routes[*].service))

  # Services that run in containers. auth and catalog may run on Lambda instead.
  tasks = merge(
    { for tasks in module.auth : "auth" => tasks },
    { for tasks in module.catalog : "catalog" => tasks },
    {
      orders    = module.orders
      inventory = module.inventory
      billing   = module.billing
      shipping  = module.shipping
    },
  )

  service_functions = merge(
    { for function in module.auth_function : "auth" => function },
    { for function in module.catalog_function : "catalog" => function },
  )

  functions = merge(
    {
      authorizer   = module.authorizer
      timeline     = module.timeline
      media        = module.media
      dead-letters = module.dead-letters
    },
    { for function in module.reconcile : "reconcile" => function },
  )
}
