/* hash.c - SHA-256 through libnettle (FIPS 180-4). */
#include "base/hash.h"
#include "base/outdir.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

void lt_hash_init(lt_hash *hash) {
    sha256_init(&hash->state);
}

void lt_hash_bytes(lt_hash *hash, const void *data, size_t size) {
    if (size > 0) sha256_update(&hash->state, size, data);
}

void lt_hash_text(lt_hash *hash, const char *text) {
    lt_hash_bytes(hash, text ? text : "", text ? strlen(text) + 1 : 1);
}

void lt_hash_end(lt_hash *hash, lt_digest out) {
    static const char digit[] = "0123456789abcdef";
    uint8_t raw[SHA256_DIGEST_SIZE];
    sha256_digest(&hash->state, sizeof raw, raw);
    for (size_t i = 0; i < sizeof raw; i++) {
        out[2 * i] = digit[raw[i] >> 4];
        out[2 * i + 1] = digit[raw[i] & 15];
    }
    out[2 * sizeof raw] = '\0';
}

lt_status lt_hash_file(const char *path, lt_digest out) {
    const int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        if (errno == EACCES || errno == EMFILE || errno == ENFILE) return lt_errno_raise(errno, "open", path);
        return LT_RAISE(LT_ERR_INPUT, .what = "the file cannot be opened", .where = path,
                        .found = strerrordesc_np(errno), .expected = "a file that can be read",
                        .todo = "check the name and the folder");
    }
    lt_hash hash;
    lt_hash_init(&hash);
    unsigned char buffer[1 << 16];
    ssize_t n;
    while ((n = read(file, buffer, sizeof buffer)) != 0) {
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) {
            const int error_number = errno;
            close(file);
            if (error_number == EISDIR)
                return LT_RAISE(LT_ERR_INPUT, .what = "a file is needed, this is a folder", .where = path,
                                .expected = "the name of a file", .found = "a folder", .todo = "name a file in it");
            return lt_errno_raise(error_number, "read", path);
        }
        lt_hash_bytes(&hash, buffer, (size_t)n);
    }
    close(file);
    lt_hash_end(&hash, out);
    return LT_OK;
}

lt_status lt_hash_share_file(lt_hash *hash, const char *relative) {
    char path[4096];
    lt_digest digest;
    LT_TRY(lt_share_path(relative, path, sizeof path));
    LT_TRY(lt_hash_file(path, digest));
    lt_hash_text(hash, digest);
    return LT_OK;
}

uint64_t lt_hash_short(uint64_t hash, const void *data, size_t size) {
    const unsigned char *bytes = data;
    for (size_t k = 0; k < size; k++) hash = (hash ^ bytes[k]) * UINT64_C(1099511628211);
    return hash;
}
