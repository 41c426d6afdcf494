/* plain.c - drops one cell at a time: the source of lanes.c, to the same bits. */
#define LT_PLAIN
#include "model/aerosol/cloud/walk.h"

static void walk(lt_cloud_block *block) {
    lt_walk_block(block);
}

const lt_cloud_kernel lt_cloud_plain = {walk};
