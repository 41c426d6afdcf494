/* lantian_link.h - part of the front door: what a section of a case takes from another room's (lt_case_link).
 *
 * Emissions are made for the chemistry that carries them:
 *   model: chemistry     inventory: mechanism   inventory: laws
 *   off                  simple                 basic
 *   a mechanism          cb6r5                  all: ozone needs the vapour of plants and the NO of soils
 * where the case says nothing; of a ledger of the user's own, whose rows name their laws, only the first. A mechanism
 * that the chemistry cannot take is a fault, but in a run without emissions.
 *
 * Groups of `shapley` are the members of its package where the case names none, and a group that a package of the case
 * is alone knows it (scenarios/grouping.h). */
#ifndef LANTIAN_LINK_H
#define LANTIAN_LINK_H

#include "base/job.h"

lt_status lt_link_case(lt_case *setup);

#endif
