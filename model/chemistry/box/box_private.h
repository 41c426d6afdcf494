/* box_private.h - pieces of box.c in files of their own. */
#ifndef LT_BOX_PRIVATE_H
#define LT_BOX_PRIVATE_H

#include "model/chemistry/box/box.h"
#include "model/chemistry/box/names.h"

/* --- box_amounts.c --- */
/* What #INITVALUES say: native amounts; in ppb by the file's own M. NAN for fixed species without one, and for amounts
 * that a file without M does not tell in ppb. */
void lt_box_initial_of_file(lt_box *box);
lt_status lt_box_read_initial(lt_box *box, lt_faults *faults); /* after it, the section initial */
/* A map of species and amounts into values [n of the set]. */
lt_status lt_box_read_amounts(const lt_box *box, const lt_node *map, const char *key, lt_species_reach set,
                              lt_faults *faults, double *values);
lt_status lt_box_read_tolerances(lt_box *box, lt_faults *faults);
lt_status lt_box_read_velocities(lt_box *box, lt_faults *faults);
lt_status lt_box_read_exchange(lt_box *box, lt_faults *faults); /* held, dilution */
void lt_box_held_by_table(lt_box *box);
lt_status lt_box_read_water(lt_box *box, lt_faults *faults);

/* --- box_given_rates.c --- */
/* One more of the names in a message, at most as many as it holds; counted all. */
void lt_box_append_name(char *names, size_t size, int *n, const char *name);
lt_status lt_box_read_rates(lt_box *box, lt_faults *faults);
/* Once the table is read: is every J, uptake and foreign rate that is asked given by someone? */
lt_status lt_box_judge_rates(lt_box *box, lt_faults *faults);

/* The section emissions (box_sources.c). */
lt_status lt_box_read_sources(lt_box *box, lt_faults *faults);
/* The section output: species, families, budgets; the names that a sweep uses (box_outputs.c). */
lt_status lt_box_read_outputs(lt_box *box, lt_faults *faults);
/* Species and families by name into sums, *n of them. */
lt_status lt_box_read_sums(const lt_box *box, const lt_node *place, const char *key, const lt_list *names,
                           lt_faults *faults, lt_box_sum *sums, int *n);

#endif
