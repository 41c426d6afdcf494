/* cloud_layers.h - the cloud of a column of the weather onto its layers, as tile.h wants it. */
#ifndef LT_CLOUD_LAYERS_H
#define LT_CLOUD_LAYERS_H

typedef struct lt_cloud_column {
    int nz;
    long stride;               /* from layer to layer of all fields */
    const double *water, *ice; /* [nz] kg/kg, mean over the cell */
    const double *air_kgm2;    /* [nz] */
    const double *fraction;    /* [nz] 0..1 */
    double cover, depth;       /* of the column: 0..1; optical depth of its cloudy part */
} lt_cloud_column;

/* Optical depth of the cloudy part of each layer, [nz] at the same stride, such that
 *     sum over layers of depth x fraction = cover x depth of the column.
 * Layers share by their condensate, ice counting 0.6 of water (D: drops of 5 to 10 um, crystals of 10 to 30 um,
 * met/cloud.c); where cloud has no condensate by air x fraction. Layers without fraction, and columns without any, get
 * 0. */
void lt_cloud_onto_layers(const lt_cloud_column *column, double *depth);

#endif
