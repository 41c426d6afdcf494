/* flags.c - the list of flags as a table (cloud.h). */
#include "model/aerosol/cloud/cloud.h"

#define FLAG(name, word, text, chinese) {#word, text, chinese},
const lt_cloud_flag lt_cloud_flags[LT_N_CLOUD_FLAGS] = {LT_CLOUD_FLAGS(FLAG)};
