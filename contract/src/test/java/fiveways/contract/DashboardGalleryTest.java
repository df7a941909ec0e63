package fiveways.contract;

/** The mistakes of Dashboard. */
class DashboardGalleryTest extends GalleryHeld {
  DashboardGalleryTest() {
    super("DASH");
  }
}
