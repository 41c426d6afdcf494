/* ncio_classic.c - is a file of the classic netCDF format (CDF-1, 2, 5) as long as its header says?
 *
 * libnetcdf reads zeros beyond the end of a classic file that was cut off and reports nothing, so the header is read
 * here as well. Format: NetCDF User's Guide, appendix "File Format Specifications" (big-endian; names and values padded
 * to 4 bytes; lists are tag, count, items; a zero tag with a zero count is an empty list). Sizes without padding are
 * compared, so that a file without its last padding passes. */
#include "base/ncio_private.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { TAG_DIMENSIONS = 10, TAG_VARIABLES = 11, TAG_ATTRIBUTES = 12 };
#define STREAMING UINT64_C(0xffffffff) /* number of records unknown */
#define LARGEST_SIZE ((double)(UINT64_C(1) << 62))

typedef struct header {
    FILE *stream;
    uint64_t size; /* of the file */
    int version;
    bool good;
    uint64_t n_records, n_dims;
    uint64_t *dims;
    /* sums over the variables */
    double fixed_end, record_bytes, sole_record_bytes, last_record_end;
    int n_record_variables;
} header;

static uint64_t read_number(header *h, int bytes) {
    uint64_t value = 0;
    for (int k = 0; k < bytes && h->good; k++) {
        const int c = fgetc(h->stream);
        if (c == EOF) h->good = false;
        value = value << 8 | (uint64_t)(c & 0xff);
    }
    return h->good ? value : 0;
}

/* Counts and lengths have 8 bytes in CDF-5. A count beyond the size of the file cannot be right. */
static uint64_t read_count(header *h) {
    return read_number(h, h->version == 5 ? 8 : 4);
}

static void skip(header *h, uint64_t bytes) {
    if (bytes > h->size) h->good = false;
    for (bytes = (bytes + 3) / 4 * 4; h->good && bytes > 0; bytes--)
        if (fgetc(h->stream) == EOF) h->good = false;
}

static uint64_t item_size(uint64_t type) {
    static const uint64_t sizes[] = {0, 1, 1, 2, 4, 4, 8, 1, 2, 4, 8, 8};
    return type < sizeof sizes / sizeof *sizes ? sizes[type] : 0;
}

/* Tag and count of a list. */
static uint64_t read_list(header *h, uint64_t expected_tag) {
    const uint64_t tag = read_number(h, 4), count = read_count(h);
    if ((tag != expected_tag && !(tag == 0 && count == 0)) || count > h->size) h->good = false;
    return h->good ? count : 0;
}

static void read_attributes(header *h) {
    const uint64_t n = read_list(h, TAG_ATTRIBUTES);
    for (uint64_t a = 0; a < n && h->good; a++) {
        skip(h, read_count(h));
        const uint64_t item = item_size(read_number(h, 4)), count = read_count(h);
        if (item == 0 || count > h->size) h->good = false;
        if (h->good) skip(h, count * item);
    }
}

static void read_dimensions(header *h) {
    h->n_dims = read_list(h, TAG_DIMENSIONS);
    h->dims = calloc(h->n_dims + 1, sizeof *h->dims);
    if (!h->dims) h->good = false;
    for (uint64_t d = 0; d < h->n_dims && h->good; d++) {
        skip(h, read_count(h));
        h->dims[d] = read_count(h);
    }
}

static void read_variable(header *h) {
    bool is_record = false;
    double bytes = 1; /* of the variable, or of one record of it; a double holds what a damaged header multiplies to */
    skip(h, read_count(h));
    const uint64_t n = read_count(h);
    if (n > h->size) h->good = false;
    for (uint64_t d = 0; d < n && h->good; d++) {
        const uint64_t dim = read_count(h);
        if (dim >= h->n_dims) {
            h->good = false;
            return;
        }
        if (d == 0 && h->dims[dim] == 0)
            is_record = true;
        else
            bytes *= (double)h->dims[dim];
    }
    read_attributes(h);
    bytes *= (double)item_size(read_number(h, 4));
    read_count(h); /* the stored size: redundant, and capped for large variables */
    const double begin = (double)read_number(h, h->version == 1 ? 4 : 8);
    if (!h->good || bytes > LARGEST_SIZE) {
        h->good = false;
    } else if (!is_record) {
        if (begin + bytes > h->fixed_end) h->fixed_end = begin + bytes;
    } else {
        h->n_record_variables++;
        h->record_bytes += (double)(((uint64_t)bytes + 3) / 4 * 4);
        if (h->n_record_variables == 1) h->sole_record_bytes = bytes; /* not padded if alone */
        if (begin + bytes > h->last_record_end) h->last_record_end = begin + bytes;
    }
}

static bool is_complete(header *h) {
    h->n_records = read_count(h);
    read_dimensions(h);
    read_attributes(h);
    const uint64_t n = read_list(h, TAG_VARIABLES);
    for (uint64_t v = 0; v < n && h->good; v++) read_variable(h);
    if (!h->good) return false;
    double end = h->fixed_end;
    const bool streaming = h->n_records == STREAMING || h->n_records == UINT64_MAX;
    if (h->n_record_variables > 0 && h->n_records > 0 && !streaming) {
        const double stride = h->n_record_variables == 1 ? h->sole_record_bytes : h->record_bytes;
        const double last = h->last_record_end + stride * (double)(h->n_records - 1);
        if (last > end) end = last;
    }
    return end <= (double)h->size;
}

bool lt_nc_classic_complete(const char *path) {
    header h = {.good = true};
    struct stat info;
    char magic[4] = "";
    h.stream = fopen(path, "rbe");
    if (!h.stream) return true; /* not this function's trouble: nc_open will say it better */
    bool complete = true;
    if (fstat(fileno(h.stream), &info) == 0 && fread(magic, 1, 4, h.stream) == 4 && memcmp(magic, "CDF", 3) == 0) {
        h.size = (uint64_t)info.st_size;
        h.version = magic[3];
        if (h.version == 1 || h.version == 2 || h.version == 5) complete = is_complete(&h);
    }
    free(h.dims);
    fclose(h.stream);
    return complete;
}
