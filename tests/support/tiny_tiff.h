/* tiny_tiff.h - a GeoTIFF of one band in degrees of WGS84, written byte by byte: uncompressed, one strip. Header only.
 * TIFF 6.0; GeoTIFF 1.1 (OGC 19-008): ModelPixelScale 33550, ModelTiepoint 33922, GeoKeyDirectory 34735; 42113 is
 * GDAL's value for no data. */
#ifndef LT_TESTS_TINY_TIFF_H
#define LT_TESTS_TINY_TIFF_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

typedef struct tiny_tiff {
    int nx, ny;
    double west, north, step; /* degrees; square pixels, rows from the north */
    int bytes;                /* 1: unsigned codes, 4: float */
    const char *nodata;       /* NULL: none */
} tiny_tiff;

static inline void tiny_tag(uint8_t *at, uint16_t tag, uint16_t type, uint32_t count, uint32_t value) {
    memcpy(at, &tag, 2);
    memcpy(at + 2, &type, 2);
    memcpy(at + 4, &count, 4);
    if (type == 3 && count == 1) {
        const uint16_t small = (uint16_t)value;
        memset(at + 8, 0, 4);
        memcpy(at + 8, &small, 2);
    } else {
        memcpy(at + 8, &value, 4);
    }
}

/* pixels: nx * ny of uint8_t or float, north row first. This machine is little-endian, as the file is. */
static inline bool tiny_tiff_write(const char *path, const tiny_tiff *t, const void *pixels) {
    enum { TAGS = 14, HEAD = 8, IFD = 2 + 12 * TAGS + 4, SCALE = HEAD + IFD, TIE = SCALE + 24, KEYS = TIE + 48 };
    enum { NODATA = KEYS + 32, DATA = NODATA + 32 };
    uint8_t head[DATA] = {'I', 'I', 42, 0, HEAD, 0, 0, 0};
    const double scale[3] = {t->step, t->step, 0}, tie[6] = {0, 0, 0, t->west, t->north, 0};
    const uint16_t keys[16] = {1, 1, 0, 3, 1024, 0, 1, 2, 1025, 0, 1, 1, 2048, 0, 1, 4326};
    const size_t size = (size_t)t->nx * (size_t)t->ny * (size_t)t->bytes;
    const uint32_t length = t->nodata ? (uint32_t)strlen(t->nodata) + 1 : 5;
    const uint16_t n = TAGS;
    memcpy(head + HEAD, &n, 2);
    uint8_t *tag = head + HEAD + 2;
    tiny_tag(tag, 256, 4, 1, (uint32_t)t->nx);
    tiny_tag(tag += 12, 257, 4, 1, (uint32_t)t->ny);
    tiny_tag(tag += 12, 258, 3, 1, 8 * (uint32_t)t->bytes);
    tiny_tag(tag += 12, 259, 3, 1, 1);    /* no compression */
    tiny_tag(tag += 12, 262, 3, 1, 1);    /* black is zero */
    tiny_tag(tag += 12, 273, 4, 1, DATA); /* strip */
    tiny_tag(tag += 12, 277, 3, 1, 1);
    tiny_tag(tag += 12, 278, 4, 1, (uint32_t)t->ny);
    tiny_tag(tag += 12, 279, 4, 1, (uint32_t)size);
    tiny_tag(tag += 12, 339, 3, 1, t->bytes == 4 ? 3 : 1);
    tiny_tag(tag += 12, 33550, 12, 3, SCALE);
    tiny_tag(tag += 12, 33922, 12, 6, TIE);
    tiny_tag(tag += 12, 34735, 3, 16, KEYS);
    tiny_tag(tag += 12, 42113, 2, length, NODATA);
    memcpy(head + SCALE, scale, sizeof scale);
    memcpy(head + TIE, tie, sizeof tie);
    memcpy(head + KEYS, keys, sizeof keys);
    snprintf((char *)head + NODATA, 32, "%s", t->nodata ? t->nodata : "-1e9");
    FILE *file = fopen(path, "wb");
    if (!file) return false;
    const bool good = fwrite(head, 1, DATA, file) == DATA && fwrite(pixels, 1, size, file) == size;
    return fclose(file) == 0 && good;
}

#endif
