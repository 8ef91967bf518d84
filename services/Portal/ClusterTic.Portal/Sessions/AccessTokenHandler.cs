namespace ClusterTic.Portal.Sessions;

/// <summary>Lets a typed client call a service as the signed-in reader; without one the call is anonymous.</summary>
sealed class AccessTokenHandler : DelegatingHandler;
