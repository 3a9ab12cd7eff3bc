declare module "virtual:phrases/*" {
  const text: string;
  export default text;
}
