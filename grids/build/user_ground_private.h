/* user_ground_private.h - what the section `ground` names, for those who read it (user_ground.c) and for its digest
 * (user_ground_keys.c), which needs no library of rasters. */
#ifndef LT_USER_GROUND_PRIVATE_H
#define LT_USER_GROUND_PRIVATE_H

#include "grids/build/land_codes.h"
#include "grids/build/user_ground.h"

/* What one of the two names: path "" where it names nothing. */
typedef struct lt_user_ground_files {
    lt_user_ground_settings keys;
    const char *land_crs, *terrain_crs; /* "": what the file says */
    char land[4096], terrain[4096];
} lt_user_ground_files;

typedef lt_status lt_user_ground_visitor(const lt_node *section, const lt_user_ground_files *files, void *user);
/* section may be NULL. LT_ERR_INPUT: bad keys, a file that is not there. */
lt_status lt_user_ground_visit(const lt_node *section, lt_user_ground_visitor *call, void *user);
/* The legend of the land cover. */
lt_status lt_user_ground_codes(const lt_user_ground_files *files, lt_land_codes *codes);

#endif
