/* report_window.h - inside of report_map.c and report_layers.c: the cells that are written, in their order. */
#ifndef LT_REPORT_WINDOW_H
#define LT_REPORT_WINDOW_H

#include "postproc/report.h"

typedef struct lt_report_window {
    const lt_grid *grid;
    const lt_summary *summary;
    FILE *out;
    lt_report_cells cells;
} lt_report_window;

static inline long lt_report_window_cell(const lt_report_window *window, long q) {
    return lt_report_cell(&window->cells, window->grid, q);
}

static inline long lt_report_window_n(const lt_report_window *window) {
    return (long)window->cells.nx * window->cells.ny;
}

/* Before the q-th of a list. */
static inline const char *lt_report_comma(long q) {
    return q == 0 ? "" : ",";
}

/* The members fields and regime of the map. */
void lt_report_layers(const lt_report_window *window);

#endif
