/* nearby_sheet.h - inside of nearby_draw.c: one PNG of a site, a package and a period. A row a pollutant: what the
 * package acts on, and the change; of base alone in a case without packages. Coordinates of a panel are km from its
 * middle. */
#ifndef LT_NEARBY_SHEET_H
#define LT_NEARBY_SHEET_H

#include "postproc/map_layout.h"
#include "postproc/nearby/nearby.h"

/* Stacks that stand within one point of each other: one symbol. */
typedef struct lt_nearby_place {
    double x, y;  /* km from the middle */
    long first;   /* the strongest of them in the file */
    long n;       /* stacks */
    bool assumed; /* the place of one of them */
} lt_nearby_place;

/* Sizes of the sheet, cm, and how many places have a number. */
#define LT_NEARBY_SIDE 8.0
#define LT_NEARBY_GAP 2.2
#define LT_NEARBY_TITLE 0.89 /* of a panel, above its edge: two lines of numbers stand between */
#define LT_NEARBY_BELOW 3.37 /* colour bar, and the title of the next row */
enum { LT_NEARBY_NUMBERED = 8 };

typedef struct lt_nearby_sheet {
    const lt_nearby *nearby;
    lt_nearby_site site;
    long package; /* -1: base alone */
    int n_rows, n_columns;
    lt_nearby_pollutant row[LT_N_NEARBY];
    double half_x, half_y; /* km from the middle to the edge */
    double high;           /* of a panel, cm */
    double bounds[LT_N_NEARBY][LT_NEARBY_CLASSES - 1], scale[LT_N_NEARBY];
    lt_nearby_place *places;
    long n_places;
} lt_nearby_sheet;

/* Rows, sizes, colours and places of a sheet whose nearby, site and package are given; places are for lt_free. */
lt_status lt_nearby_fill(lt_nearby_sheet *sheet);
/* The file on the left. */
const lt_nearby_file *lt_nearby_left(const lt_nearby_sheet *sheet);
/* Lower edge of a row, cm. */
double lt_nearby_row_y(const lt_nearby_sheet *sheet, int row);
/* A point or a place of the map, km from the middle. */
double lt_nearby_km_x(const lt_nearby_file *file, double x);
double lt_nearby_km_y(const lt_nearby_file *file, double y);

/* Of lt_map: its files (nearby_cells.c, nearby_text.c), its layers. */
lt_status lt_nearby_write_cells(lt_map *map);
lt_status lt_nearby_write_texts(lt_map *map);
int lt_nearby_layers(void *api, const lt_map *map);

#endif
