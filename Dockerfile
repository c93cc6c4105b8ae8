# Builds the program and puts it alone on a slim image, run as nobody in particular.
FROM golang:1.26-bookworm AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=1 go build -trimpath -ldflags '-s -w' -o /communique ./cmd/communique

FROM debian:bookworm-slim
COPY --from=build /communique /usr/local/bin/communique
RUN useradd --system --uid 10001 --no-create-home communique \
 && install -d -o communique -g communique /data
USER communique
ENV XDG_CACHE_HOME=/tmp COMMUNIQUE_DATA=/data COMMUNIQUE_ADDR=:8080 COMMUNIQUE_LOG_FORMAT=json
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD ["communique", "health"]
ENTRYPOINT ["communique"]
CMD ["serve"]
