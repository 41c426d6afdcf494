/* lanes.c - drops on vectors (compiled once for each instruction set). */
#include "model/aerosol/cloud/walk.h"
#include "model/kernel/real.h"

static void walk(lt_cloud_block *block) {
    lt_walk_block(block);
}

const lt_cloud_kernel LT_KERNEL(cloud) = {walk};
