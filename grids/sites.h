/* sites.h - the national sites of the 14 cities (data/stations.csv). */
#ifndef LT_SITES_H
#define LT_SITES_H

#include "base/status.h"

typedef struct lt_site {
    char code[12]; /* 1098A */
    char name_en[40];
    int city;        /* index in lt_region_ids: one of the prefectures */
    double lon, lat; /* degrees, WGS84 */
} lt_site;

typedef struct lt_sites {
    lt_site *items;
    long n;
} lt_sites;

/* Columns code,name_zh,name_en,area_zh,area_en,lon,lat. Every row must belong to one of the 14 cities, every city must
 * have a site, no code may stand twice. */
lt_status lt_sites_read(const char *path, lt_sites *out);
/* The shipped list. */
lt_status lt_sites_read_shipped(lt_sites *out);
void lt_sites_free(lt_sites *sites);

#endif
