package fiveways.contract;

/** The mistakes of Merge. */
class MergeGalleryTest extends GalleryHeld {
  MergeGalleryTest() {
    super("MERGE");
  }
}
