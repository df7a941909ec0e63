package fiveways.contract;

import fiveways.contract.api.Batching;

/** A mistake in sending a stream on in batches; the rest is as it should be. */
abstract class DashboardVariant extends ReferenceSubject {

  /** The reference's, spoilt in one place. */
  abstract ReferenceDashboard.Run run(Batching batching);

  @Override
  protected ReferenceOperations operations() {
    return new ReferenceOperations() {
      @Override
      protected ReferenceDashboard dashboards() {
        return new ReferenceDashboard() {
          @Override
          protected Run run(Batching batching) {
            return DashboardVariant.this.run(batching);
          }
        };
      }
    };
  }
}
