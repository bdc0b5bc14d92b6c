# The one program with the web app in it, on nothing but certificates and time zones; it runs as nobody.
FROM node:20-bookworm-slim AS web
WORKDIR /src/pwa
COPY pwa/package.json pwa/package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY pwa ./
COPY internal/i18n /src/internal/i18n
COPY internal/heads /src/internal/heads
RUN npm run build

FROM golang:1.26-bookworm AS program
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
COPY --from=web /src/pwa/dist pwa/dist
ARG VERSION
RUN CGO_ENABLED=0 go build -trimpath -ldflags="-s -w -X main.stamped=$VERSION" -o /musikkforalle ./api && mkdir /keys

FROM gcr.io/distroless/static-debian12:nonroot
COPY --from=program /musikkforalle /musikkforalle
COPY --from=program --chown=nonroot:nonroot /keys /keys
ENV ADDR=0.0.0.0:8080
EXPOSE 8080
ENTRYPOINT ["/musikkforalle"]
CMD ["serve"]
