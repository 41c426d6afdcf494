/* definition.h - the definition file of a grid (YAML): projection, cells, layers, parent. */
#ifndef LT_DEFINITION_H
#define LT_DEFINITION_H

#include "base/config.h"
#include "base/hash.h"
#include "grids/projection.h"

typedef struct lt_definition_projection {
    char *type;
    lt_list parallels; /* double, degrees north: two */
    double lon_0, lat_0, radius;
} lt_definition_projection;

typedef struct lt_definition {
    char *name, *title_en, *title_zh;
    lt_definition_projection projection;
    double cell; /* m */
    long nx, ny;
    double centre_east, centre_north; /* of the grid from the projection's origin, in cells */
    lt_list layer_edges;              /* double, m above ground */
    char *parent;                     /* "" or the grid whose edges this one's lie on */
    char *path;                       /* of the file; not in the file */
} lt_definition;

extern const lt_config_row lt_definition_rows[];

/* name: a definition in grids/data ("liaoning-27") or a path (holds '/' or ends in ".yaml"). A parent is looked for
 * beside a file that was given by its path, then in grids/data. */
lt_status lt_definition_read(const char *name, lt_definition **out);
void lt_definition_free(lt_definition *definition); /* NULL is fine */
lt_projection_spec lt_definition_spec(const lt_definition *definition);
/* South-west corner in projection coordinates, m. */
void lt_definition_corner(const lt_definition *definition, double *x0, double *y0);
/* Feeds the digests of the file and of its parents. */
lt_status lt_definition_digest(const char *name, lt_hash *hash);

/* The smallest valid definition, for `lantian example grid`. */
const char *lt_grid_example(void);
/* All faults of a document, for `lantian check FILE`; LT_ERR_INPUT if there is one. */
lt_status lt_grid_check(lt_node *document, lt_fault_report *report, void *context);

#endif
