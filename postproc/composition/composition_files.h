/* composition_files.h - the tables of what particles are made of; a run may have none of them. */
#ifndef LT_COMPOSITION_FILES_H
#define LT_COMPOSITION_FILES_H

/* X-macro: member, file, what makes it (compositions.h). */
#define LT_COMPOSITION_FILES(X)                                                                                        \
    X(components, "components.csv", lt_compositions_csv)                                                               \
    X(ratios, "gas_ratio.csv", lt_compositions_ratio_csv)                                                              \
    X(heating, "heating_ratio.csv", lt_compositions_heating_csv)                                                       \
    X(published, "composition_published.csv", lt_compositions_published_csv)

#endif
