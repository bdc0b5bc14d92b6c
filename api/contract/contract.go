// Package contract is generated from api/openapi.yaml: wire types, the strict server interface and the embedded document.
package contract

//go:generate go tool oapi-codegen -config cfg.yaml ../openapi.yaml
//go:generate go run -C ../.. ./internal/gate seal api/contract/contract.gen.go
