/* outputs.h - all output files of a domain: conc_*.nc, and those that the case asks for (output_config.h). */
#ifndef LT_OUTPUTS_H
#define LT_OUTPUTS_H

#include "model/driver/domain.h"

/* Fill domain->table and domain->outputs, and give the files to domain->journal. skipped: hours of output that the run
 * begins after. */
lt_status lt_outputs_create(lt_domain *domain, long skipped);

/* Sets that the case no longer asks for vanish, so that no file of another run stands beside those of this one. Before
 * the files of the run become whole. */
lt_status lt_outputs_drop_old(const lt_domain *domain);

#endif
