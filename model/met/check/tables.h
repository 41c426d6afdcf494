/* tables.h - hourly station weather as `met check` reads it: one station without a place, or many with places. */
#ifndef LT_MET_TABLES_H
#define LT_MET_TABLES_H

#include "base/cli.h"
#include "model/met/points/network.h"

typedef struct lt_tables {
    lt_network *network; /* stations with places */
    lt_station **single; /* tables of one station that does not say where it stands */
    long n_single, room;
    lt_station_list *list;
} lt_tables;

/* files: station tables, ISD-lite, and at most one list of places among them. With a list tables of one station have a
 * place too, by their name. */
lt_status lt_tables_read(int n, const char *const *files, lt_tables *out); /* release also after an error */
void lt_tables_release(lt_tables *tables);
long lt_tables_count(const lt_tables *tables);
/* Station k; place->lat NAN: not known. instants: its values are those of full hours, not means of hours. */
const lt_station *lt_tables_at(const lt_tables *tables, long k, lt_station_place *place, bool *instants);

#endif
