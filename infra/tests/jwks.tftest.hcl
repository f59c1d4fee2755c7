run "keys_are_published_as_the_code_publishes_them" {
  command = plan

  module {
    source = "./modules/jwks"
  }

  # Keys made by node:crypto, with the output of toPublicJwk in shared/tokens/public-jwk.ts.
  variables {
    public_keys = [
      "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE+aMMq7J4t9AsExLCt40xasH3GylSwBv0eEEg0FWeAvwlO9r6CYTIRAVsbLCSew2IdzxEye6v736X7JueHzyBSQ==",
      "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEAEsG4QUG4aozMhSPetkztIfZamjvJpVmN9s/z33/hi0QiLnrk7bpAjPIp4kIgUyEVqLsvIZ1b5uROJbzcy1GXw==",
    ]
  }

  assert {
    condition = jsondecode(output.json).keys == [
      { alg = "ES256", crv = "P-256", kid = "qC5-bAK2E8KWJSnyt1XNV-PQAY2a9f1cgu4bIDbtlWQ", kty = "EC", use = "sig", x = "-aMMq7J4t9AsExLCt40xasH3GylSwBv0eEEg0FWeAvw", y = "JTva-gmEyEQFbGywknsNiHc8RMnur-9-l-ybnh88gUk" },
      { alg = "ES256", crv = "P-256", kid = "WBvTeFb2c2Db2vc-DALwM3MiG0TLKuN_mtX2YwHKjMc", kty = "EC", use = "sig", x = "AEsG4QUG4aozMhSPetkztIfZamjvJpVmN9s_z33_hi0", y = "EIi565O26QIzyKeJCIFMhFai7LyGdW-bkTiW83MtRl8" },
    ]
    error_message = "The point, the thumbprint and the key's use must be the same as in the code."
  }
}

run "keys_of_another_kind_are_refused" {
  command = plan

  module {
    source = "./modules/jwks"
  }

  variables {
    public_keys = ["MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA"]
  }

  expect_failures = [var.public_keys]
}
