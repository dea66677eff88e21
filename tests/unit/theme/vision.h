/* vision.h - a colour as somebody sees it who lacks one kind of cones.
 *
 * Source: Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of Color
 * Vision Deficiency" (2009), the matrices of severity 1.0, on linear light. */
#ifndef TESTS_UNIT_THEME_VISION_H
#define TESTS_UNIT_THEME_VISION_H

#include <stdint.h>

enum vision {
    VISION_FULL,
    VISION_PROTANOPIA,
    VISION_DEUTERANOPIA,
    VISION_TRITANOPIA,
    VISION_COUNT
};

const char *vision_name(enum vision vision);
uint32_t vision_of(enum vision vision, uint32_t color);

#endif
